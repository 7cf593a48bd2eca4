namespace OpsCenter.Gateway.Platform.Identity;

/// <summary>What people call a permission, in a sentence that says that it is missing.</summary>
internal static class PermissionWords
{
    public static (string Chinese, string English) Of(Permission permission) => permission switch
    {
        Permission.ReadHalls => ("查看大厅", "see halls"),
        Permission.DefineHalls => ("维护大厅说明", "describe halls"),
        Permission.WatchScreens => ("查看大屏", "watch screens"),
        Permission.SubmitFacts => ("上报数据", "report facts"),
        Permission.MendQuarantine => ("处理隔离记录", "mend what is in quarantine"),
        Permission.ReadOrders => ("查看工单", "see orders"),
        Permission.MoveOrders => ("办理工单", "move orders on"),
        Permission.DispatchOrders => ("派单", "dispatch orders"),
        Permission.HandleOrders => ("承办工单", "handle orders"),
        Permission.RuleOrders => ("会商裁定", "rule on orders"),
        Permission.ReviewOrders => ("审核答复", "review answers"),
        Permission.CallBackOrders => ("回访", "call back"),
        Permission.RevealPersonal => ("查看个人信息", "see personal data"),
        Permission.DefineHotline => ("维护热线说明", "describe the hotline"),
        Permission.ReadFilings => ("查看填报", "see filings"),
        Permission.FillFilings => ("填报", "fill in filings"),
        Permission.ReviewFilings => ("审核填报", "review filings"),
        Permission.ManageFilings => ("管理填报期次", "manage rounds"),
        Permission.DefineIndicators => ("维护指标和区划", "define indicators and places"),
        Permission.ManageReminders => ("管理通讯录与催报", "keep the address book and reminders"),
        Permission.ReadSetup => ("查看设置进度", "see what has been set up"),
        Permission.ReadHistory => ("查看历史", "read histories"),
        Permission.ReadAudit => ("查看审计记录", "read the audit trail"),
        Permission.AdministerAccounts => ("管理账号", "administer accounts"),
        Permission.ReadDiagnostics => ("查看运行诊断", "see diagnostics"),
        _ => (permission.ToString(), permission.ToString()),
    };
}
