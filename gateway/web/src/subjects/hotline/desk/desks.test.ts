import { expect, test } from "vitest";
import { desksOf, districtsOf } from "./desks";

const departments = [{ code: "ZJJ", town: "" }, { code: "LGZ", town: "440203102" }];
const desks = (...grants: [role: string, place: string][]) =>
  desksOf(
    grants.map(([role, place]) => ({ role, place })),
    "440203",
    departments,
  );

test("the centre's people see the centre's desk, at their place and wider ones", () => {
  expect(desks(["dispatcher", "440203"])).toEqual({ centre: true, own: [] });
  expect(desks(["leader", "4402"]).centre).toBe(true);
  expect(desks(["operator", "*"]).centre).toBe(true);
  expect(desks(["reviewer", "440204"]).centre).toBe(false);
  expect(desks(["screen", "440203"]).centre).toBe(false);
});

test("a department's people have their own desk and not the centre's", () => {
  expect(desks(["department", "440203/ZJJ"])).toEqual({ centre: false, own: ["ZJJ"] });
  expect(desks(["department", "440204/ZJJ"])).toEqual({ centre: false, own: [] });
});

test("a town or street acts for the department that it is", () => {
  expect(desks(["town", "440203102"]).own).toEqual(["LGZ"]);
  expect(desks(["town", "440203100"]).own).toEqual([]);
});

test("one account may have several desks", () => {
  expect(desks(["department", "440203/ZJJ"], ["department", "440203/CGJ"], ["dispatcher", "440203"])).toEqual({
    centre: true,
    own: ["ZJJ", "CGJ"],
  });
});

test("districts are read off the grants", () => {
  const of = (...places: string[]) => districtsOf(places.map((place) => ({ role: "department", place })));
  expect(of("440203/ZJJ", "440203/CGJ", "440203102", "440204")).toEqual(["440203", "440204"]);
  expect(districtsOf([{ role: "leader", place: "*" }, { role: "source", place: "440205" }])).toEqual([]);
});
