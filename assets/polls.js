/* A page that waits for a job asks again and again. Dash takes one answer that fails to arrive for the end and
   waits for ever: here such a question is put again, so that a restart of the server is merely a pause. */
(function () {
  "use strict";
  const LONGEST = 5000, PATIENCE = 120000;
  const AWAY = [502, 503, 504];
  const ask = window.fetch;

  function isPoll(address) { return /_dash-update-component\?.*\bcacheKey=/.test(String(address)); }

  function pause(milliseconds) { return new Promise((resolve) => setTimeout(resolve, milliseconds)); }

  async function again(address, options, until, wait) {
    try {
      const answer = await ask.call(window, address, options);
      if (!AWAY.includes(answer.status) || Date.now() > until) return answer;
    } catch (lost) {
      if (Date.now() > until) throw lost;
    }
    await pause(wait);
    return again(address, options, until, Math.min(2 * wait, LONGEST));
  }

  window.fetch = function (address, options) {
    return isPoll(address) ? again(address, options, Date.now() + PATIENCE, 500) : ask.call(window, address, options);
  };
})();
