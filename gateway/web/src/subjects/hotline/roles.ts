/** Roles to whom the pages of orders are of use. */
export const deskRoles = ["dispatcher", "adjudicator", "reviewer", "callback", "department", "town", "operator", "leader"] as const;
