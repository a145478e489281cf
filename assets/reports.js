"use strict";
// Sections of a report in an order of one's own: dragged, or moved with Alt and an arrow while their box has the focus.
(() => {
  const LIST = "#reports-sections-input", ITEM = ".form-check", STORE = "reports-arranged-store";
  const list = () => document.querySelector(LIST);
  const item = (target) => (target instanceof Element && list()?.contains(target) ? target.closest(ITEM) : null);
  let dragged = null;

  const tell = () => {
    const order = [...list().querySelectorAll("input")].map((box) => box.value);
    dash_clientside.set_props(STORE, { data: order });
  };
  const place = (moved, other, after) => {
    if (!other || other === moved) return;
    other.parentNode.insertBefore(moved, after ? other.nextSibling : other);
  };

  document.addEventListener("pointerover", (event) => {
    const found = item(event.target);
    if (found) found.draggable = true;
  });
  document.addEventListener("dragstart", (event) => {
    dragged = item(event.target);
    if (dragged) event.dataTransfer.effectAllowed = "move";
  });
  document.addEventListener("dragover", (event) => {
    const over = dragged && item(event.target);
    if (!over) return;
    event.preventDefault();
    const box = over.getBoundingClientRect();
    place(dragged, over, event.clientY > box.top + box.height / 2);
  });
  document.addEventListener("dragend", () => {
    if (dragged) tell();
    dragged = null;
  });
  document.addEventListener("keydown", (event) => {
    const moved = event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key) ? item(event.target) : null;
    if (!moved) return;
    event.preventDefault();
    const down = event.key === "ArrowDown";
    place(moved, down ? moved.nextElementSibling : moved.previousElementSibling, down);
    event.target.focus();
    tell();
  });

  // Own dates are asked for where somebody wants them.
  const ownDays = (span) => span !== "own";
  const clientside = (window.dash_clientside = window.dash_clientside || {});
  clientside.postlens = Object.assign(clientside.postlens || {}, { ownDays });
})();
