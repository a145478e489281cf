/* The fields of What if: a number and its slider follow each other, buttons set several counts at once, and what is
   set is gathered into one store when somebody pauses. The server answers the store. */
(function () {
  "use strict";
  const clientside = (window.dash_clientside = window.dash_clientside || {});
  /* As in components/moves.py: sliders run over the logarithm of one more than the count. */
  const STEPS = 100;
  /* How long somebody pauses before the answer is asked for, in milliseconds. */
  const PAUSE = 250;
  let waiting = 0;

  function isCount(value) { return value !== null && value !== undefined && value !== ""; }

  function followCount(count, place) {
    const unchanged = clientside.no_update;
    const triggered = (clientside.callback_context.triggered || [])[0];
    if (!triggered) return [unchanged, unchanged];
    if (triggered.prop_id.includes('"part":"slider"')) return [Math.round(Math.expm1(place / STEPS)), unchanged];
    if (!isCount(count) || count < 0) return [unchanged, unchanged];
    return [unchanged, Math.round(STEPS * Math.log1p(count))];
  }

  /* The post's own counts, with those of the pressed button's key: "comments=120,shares=4". */
  function setCounts(_reset, _tries, fields, own) {
    const triggered = (clientside.callback_context.triggered || [])[0];
    if (!triggered || !triggered.value || !own) return fields.map(() => clientside.no_update);
    const id = triggered.prop_id.slice(0, triggered.prop_id.lastIndexOf("."));
    const key = id.startsWith("{") ? JSON.parse(id).key : "";
    const wanted = Object.fromEntries(key.split(",").map((part) => part.split("=")));
    return fields.map((field) => (field.key in wanted ? Number(wanted[field.key]) : own[field.key]));
  }

  function gatherCounts(values, fields, view) {
    const counts = fields.map((field, at) => [field.key, values[at]]).filter((pair) => isCount(pair[1]));
    const written = counts.map((pair) => pair.join("=")).join(",");
    window.clearTimeout(waiting);
    waiting = window.setTimeout(function () {
      clientside.set_props("moves-wanted-store", { data: { view, counts: written } });
    }, PAUSE);
  }

  clientside.postlens = Object.assign(clientside.postlens || {}, { followCount, setCounts, gatherCounts });
})();
