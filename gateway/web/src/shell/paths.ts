/** The parts of a path, decoded: "/wall/440203/H1" → ["wall", "440203", "H1"]. */
export function parts(of: string): string[] {
  return of.split("/").filter((part) => part !== "").map(decoded);
}

/** A path of these parts. */
export const pathTo = (...of: string[]): string => "/" + of.map(encodeURIComponent).join("/");

/** Percent signs decoded; a text that is not well-formed comes back as it is. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
