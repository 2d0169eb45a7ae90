import { describe, expect, it } from "vitest";
import { ApiError } from "./errors.ts";
import { modalOf } from "./modal-form.ts";

const label = (component: object) => ({ type: 18, label: "Field", component });
const text = (more: object = {}) => label({ type: 4, custom_id: "a", style: 1, ...more });
const options = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ label: `${at}`, value: `${at}` }));

const refusal = (components: readonly object[]): ApiError => {
  try {
    modalOf({ custom_id: "m", title: "Modal", components });
  } catch (error) {
    if (error instanceof ApiError) return error;
  }
  throw new Error("Expected a refusal; the modal was taken.");
};

describe("a modal of Discord's", () => {
  it.each([
    ["26 options", "options", [label({ type: 3, custom_id: "a", options: options(26) })]],
    [
      "two options of one value",
      "DUPLICATED",
      [label({ type: 3, custom_id: "a", options: [...options(1), ...options(1)] })],
    ],
    ["a value longer than its field", "value", [text({ max_length: 2, value: "three" })]],
    ["a placeholder of 101 characters", "placeholder", [text({ placeholder: "x".repeat(101) })]],
    ["two fields of one id", "DUPLICATED", [text(), text()]],
    ["an empty text", "content", [{ type: 10, content: "" }, text()]],
    ["a button", "type", [{ type: 2, custom_id: "b" }]],
    ["six components", "components", Array.from({ length: 6 }, (_, at) => text({ custom_id: `${at}` }))],
  ])("with %s is refused, at the field", (_, at, components) => {
    const error = refusal(components);
    expect(error.code).toBe(50035);
    expect(JSON.stringify(error.body)).toContain(at);
  });

  it("of a text, a line and a choice is taken", () => {
    const components = [
      { type: 10, content: "Read this first." },
      text(),
      label({ type: 3, custom_id: "b", options: options(25) }),
    ];
    expect(modalOf({ custom_id: "m", title: "Modal", components }).components).toHaveLength(3);
  });
});
