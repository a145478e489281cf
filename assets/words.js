/* What scripts say, in the language of the page: the server sends the entries along, English needs none. */
(function () {
  "use strict";
  let entries = null;
  function read() {
    const sent = document.getElementById("postlens-words");
    entries = sent ? JSON.parse(sent.textContent) : {};
  }
  /* say("Sending {name}", { name: file.name }): values stay as they are. */
  window.postlensSay = function (text, values) {
    if (!entries) read();
    return (entries[text] || text).replace(/\{(\w+)\}/g, function (place, name) {
      return values && name in values ? String(values[name]) : place;
    });
  };
})();
