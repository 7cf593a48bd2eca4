/** Roles to whom the pages of filings are of use. */
export const filingRoles = ["clerk", "town", "department", "operator", "leader"] as const;
