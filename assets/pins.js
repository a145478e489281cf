"use strict";
// The buttons that keep a thing for reports: the server hears of a button when it is pressed, never when it is drawn.
document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("button[data-pin]") : null;
  if (!button) return;
  dash_clientside.set_props("pins-wanted-store", { data: { thing: button.dataset.pin, press: Date.now() } });
});
