// @ts-check

const EVENTS = ["state", "messages", "places", "overview", "whisper", "dismissed", "opened", "mail"];

/**
 * Follows the sandbox's events. The browser reconnects by itself, and the first event of each connection is
 * the whole state: nothing is missed.
 * @param {(event: string, data: any) => void} onEvent
 * @param {(connected: boolean) => void} onConnection
 */
export const follow = (onEvent, onConnection) => {
  let source;
  let timer = 0;
  const connect = () => {
    source = new EventSource("/api/sandbox/events");
    for (const name of EVENTS) {
      source.addEventListener(name, (event) => {
        onConnection(true);
        onEvent(name, JSON.parse(/** @type {MessageEvent} */ (event).data));
      });
    }
    source.addEventListener("error", () => {
      onConnection(false);
      // A refused connection (the sandbox is starting) is closed for good by the browser: begin anew.
      if (source.readyState === EventSource.CLOSED) timer = window.setTimeout(connect, 1000);
    });
  };
  connect();
  return () => {
    window.clearTimeout(timer);
    source.close();
  };
};
