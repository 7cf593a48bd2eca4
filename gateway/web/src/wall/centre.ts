// What a wall is called. A district that is not named here has the general name.
const centres: Readonly<Record<string, string>> = {
  "440203": "武江区营商服务和大数据运营管理中心",
};

/** The name of a district's operations centre. */
export function centreName(district: string): string {
  return centres[district] ?? "营商服务和大数据运营管理中心";
}
