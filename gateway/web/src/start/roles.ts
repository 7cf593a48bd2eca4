const names: Record<string, string> = { operator: "运营人员", administrator: "系统管理员" };

/** What people call a role that may do a step. */
export const roleName = (role: string): string => names[role] ?? role;
