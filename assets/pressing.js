/* A button that is drawn anew while somebody presses it. The browser saw one button pressed and another released, and
   tells neither of a click; the one that stands in the other's place, under the same id, is clicked here. */
(function () {
  "use strict";
  let pressed = null;

  function button(event) { return event.button === 0 && event.target.closest ? event.target.closest("button[id]") : null; }

  document.addEventListener("pointerdown", (event) => { pressed = button(event); }, true);
  document.addEventListener("pointerup", function (event) {
    const gone = pressed, here = button(event);
    pressed = null;
    if (gone && here && !gone.isConnected && gone.id === here.id) here.click();
  }, true);
})();
