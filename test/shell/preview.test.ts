import { expect, test } from "vitest";
import { previewOf, redactPreview } from "../../src/shell/compose/preview.ts";

test("a preview keeps words, not marks, and is cut between characters", () => {
  expect(previewOf("see **this** [page](https://example.org)\nnow", 80)).toBe("see this page now");
  expect(previewOf("🎉🎉🎉🎉", 3)).toBe("🎉🎉…");
});

test("a lock screen shows no secret, address or card", () => {
  expect(redactPreview("I am anna@example.org, my password is hunter2 and it fails")).toBe(
    "I am [e-mail], my password is [hidden] and it fails",
  );
  expect(redactPreview("PIN: 4711, api key=abc")).toBe("PIN: [hidden] api key=[hidden]");
  expect(redactPreview("card 4111 1111 1111 1111 was charged 12.50")).toBe("card [number] was charged 12.50");
  expect(redactPreview("error 502 since 12:30 on web-3, port 8080")).toBe(
    "error 502 since 12:30 on web-3, port 8080",
  );
});
