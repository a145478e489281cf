/* Draws what no callback reads or fills (components/still.py): the elements as Dash writes them, without its record. */
(function () {
  "use strict";
  const React = window.React;
  function drawn(part) {
    if (Array.isArray(part)) return React.createElement(React.Fragment, null, ...part.map(drawn));
    if (part === null || typeof part !== "object") return part;
    const { children, ...attributes } = part.props;
    const parts = Array.isArray(children) ? children : [children];
    return React.createElement(part.type.toLowerCase(), attributes, ...parts.map(drawn));
  }
  const Still = React.memo(function (props) { return drawn(props.tree); }, function (a, b) { return a.tree === b.tree; });
  window.postlens = Object.assign(window.postlens || {}, { Still: Still });
})();
