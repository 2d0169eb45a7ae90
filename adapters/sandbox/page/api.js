// @ts-check

/** Asks the sandbox's HTTP API; a refusal becomes an error whose message may be shown as it is.
 * @param {string} method @param {string} path @param {unknown} [body] */
export const ask = async (method, path, body) => {
  let response;
  try {
    response = await fetch(`/api/sandbox/${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
  } catch {
    throw new Error("The sandbox does not answer. Is it still running?");
  }
  const text = await response.text();
  const answer = text === "" ? null : JSON.parse(text);
  if (!response.ok) {
    const { message = `The sandbox answered ${response.status}.`, fields } = answer?.error ?? {};
    throw Object.assign(new Error(message), { fields });
  }
  return answer;
};

/** @param {string} path @param {unknown} [body] */
export const post = (path, body = {}) => ask("POST", path, body);
