/** Why a notice did not arrive, as the channels say it, in words for people; the code stays behind for whoever looks it up. */
const said: readonly (readonly [RegExp, (code: string) => string])[] = [
  [/^HTTP 4\d\d$/, (code) => `对方拒收（${code}）`],
  [/^HTTP \d+$/, (code) => `对方的服务暂时不可用（${code}）`],
  [/^SMTP 5\d\d$/, (code) => `邮件服务器拒收（${code}）`],
  [/^SMTP \d+$/, (code) => `邮件服务器要求稍后再试（${code}）`],
  [/errcode (45009|45033)$/, (code) => `粤政易发送过于频繁（${code}）`],
  [/errcode (40003|40031|81013)$/, (code) => `粤政易里没有这个成员，或不在应用的可见范围（${code}）`],
  [/errcode/, (code) => `粤政易返回错误（${code}）`],
  [/^invaliduser$/, () => "粤政易里没有这个成员"],
  [/^unlicenseduser$/, () => "这个成员没有粤政易许可"],
  [/^no member's id$/, () => "不是粤政易的成员账号"],
  [/^no such robot$/, () => "没有配置这个群机器人"],
  [/^no such receiver$/, () => "没有配置这个接收方"],
  [/^no mobile number$/, () => "不是手机号"],
  [/^no e-mail address$/, () => "不是邮箱地址"],
  [/^no answer within ([\d.]+) s$/, (code) => `${/[\d.]+/.exec(code)?.[0] ?? ""} 秒内没有应答`],
  [/certificate is not trusted$/, () => "邮件服务器的证书不受信任，请核对配置"],
  [/does not let us in$/, () => "邮件服务器拒绝登录，请核对账号和密码"],
  [/no STARTTLS or no sign-in$/, () => "邮件服务器不提供所配置的加密或登录方式"],
];

export function reasonText(reason: string): string {
  return said.find(([form]) => form.test(reason))?.[1](reason) ?? reason;
}
