import { expect, test } from "vitest";
import { pressOf } from "./keys";

const event = (
  key: string,
  code: string,
  more: Partial<Record<"ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "isComposing", boolean>> = {},
) => ({ key, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, ...more });

test("a letter is known by its place, whatever an input method or Caps Lock makes of it", () => {
  expect(pressOf(event("j", "KeyJ"), false)?.key).toBe("j");
  expect(pressOf(event("J", "KeyJ"), false)?.key).toBe("j");
  expect(pressOf(event("Process", "KeyJ"), false)?.key).toBe("j");
});

test("search and help are found under a Chinese input method too", () => {
  expect(pressOf(event("/", "Slash"), false)?.key).toBe("/");
  expect(pressOf(event("、", "Slash"), false)?.key).toBe("/");
  expect(pressOf(event("?", "Slash", { shiftKey: true }), false)?.key).toBe("?");
  expect(pressOf(event("？", "Slash", { shiftKey: true }), false)?.key).toBe("?");
});

test("what belongs to the browser or to a text that is being composed is left alone", () => {
  expect(pressOf(event("f", "KeyF", { ctrlKey: true }), false)).toBeUndefined();
  expect(pressOf(event("d", "KeyD", { altKey: true }), false)).toBeUndefined();
  expect(pressOf(event("J", "KeyJ", { shiftKey: true }), false)).toBeUndefined();
  expect(pressOf(event("Enter", "Enter", { isComposing: true }), true)).toBeUndefined();
});

test("Ctrl+Enter sends, on a Mac with its own key", () => {
  expect(pressOf(event("Enter", "Enter", { ctrlKey: true }), true)).toEqual({ key: "Ctrl+Enter", writing: true });
  expect(pressOf(event("Enter", "Enter", { metaKey: true }), true)?.key).toBe("Ctrl+Enter");
});

test("digits of both keyboards are the same", () => {
  expect([pressOf(event("3", "Digit3"), false)?.key, pressOf(event("3", "Numpad3"), false)?.key]).toEqual(["3", "3"]);
});
