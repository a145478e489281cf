/* Keys: ? for help, / for search, t for the theme, and two letters one after the other for a page (data-keys). */
(function () {
  "use strict";
  const PAUSE = 1200;
  let first = "";
  let timer = 0;

  function typing(target) {
    return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName || "");
  }
  function follow(keys) {
    const link = document.querySelector("[data-keys='" + CSS.escape(keys) + "'] a");
    if (link) link.click();
    return Boolean(link);
  }
  function search() {
    const field = document.querySelector(".search input");
    if (field) field.focus();
    return Boolean(field);
  }
  function help() {
    if (!window.dash_clientside || !window.dash_clientside.set_props) return false;
    window.dash_clientside.set_props("shell-keys-dialog", { is_open: true });
    return true;
  }
  function act(key) {
    if (first && follow(first + " " + key)) { first = ""; return true; }
    first = "";
    if (key === "?") return help();
    if (key === "/") return search();
    if (key === "t" && window.postlensTheme) { window.postlensTheme.change(); return true; }
    if (document.querySelector("[data-keys^='" + CSS.escape(key) + " ']")) {
      first = key;
      window.clearTimeout(timer);
      timer = window.setTimeout(function () { first = ""; }, PAUSE);
    }
    return false;
  }
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || event.key.length !== 1) return;
    if (act(event.key)) event.preventDefault();
  });
})();
