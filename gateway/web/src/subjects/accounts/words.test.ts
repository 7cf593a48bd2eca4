import { describe, expect, it } from "vitest";
import { grantsOf, nameFor, secondsFor, standingOf } from "./words";

const account = { disabled: false, lockedUntil: undefined, passwordIsOneTime: false, machine: false };

describe("accounts in words", () => {
  it("says the name of a place with its code, and the code alone where there is no name", () => {
    const directory = {
      places: [{ $typeName: "opscenter.v1.GrantPlace" as const, place: "440203/ZJJ", name: "区住建管理局", kind: "department", accounts: 1 }],
      roles: [{ $typeName: "opscenter.v1.RoleInfo" as const, code: "department", name: "承办单位", use: "", kinds: [] }],
    };
    const grants = [
      { $typeName: "opscenter.v1.Grant" as const, role: "department", place: "440203/ZJJ" },
      { $typeName: "opscenter.v1.Grant" as const, role: "other", place: "44" },
    ];
    expect(grantsOf({ grants }, directory)).toEqual([
      { key: "department@440203/ZJJ", role: "承办单位", place: "区住建管理局", code: "440203/ZJJ" },
      { key: "other@44", role: "other", place: "44", code: "" },
    ]);
    expect(grantsOf({ grants }, undefined)[0]).toEqual({ key: "department@440203/ZJJ", role: "department", place: "440203/ZJJ", code: "" });
  });

  it("says what hinders most", () => {
    expect(standingOf(account).kind).toBe("on");
    expect(standingOf({ ...account, passwordIsOneTime: true }).kind).toBe("wait");
    expect(
      standingOf({ ...account, passwordIsOneTime: true, lockedUntil: { $typeName: "google.protobuf.Timestamp", seconds: 1n, nanos: 0 } })
        .kind,
    ).toBe("lock");
    expect(standingOf({ ...account, passwordIsOneTime: true, disabled: true }).kind).toBe("off");
  });

  it("proposes a name for a place", () => {
    expect(nameFor("440203/ZJJ")).toBe("zjj");
    expect(nameFor("440203102201")).toBe("440203102201");
    expect(nameFor("*")).toBe("");
    expect(nameFor("440203")).toBe("");
  });

  it("promises seconds that are whole", () => {
    expect(secondsFor(1)).toBe(1);
    expect(secondsFor(130)).toBe(13);
  });
});
