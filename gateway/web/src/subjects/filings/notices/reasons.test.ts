import { expect, test } from "vitest";
import { reasonText } from "./reasons";

test("why a notice did not arrive is said in words; what a person wrote stays as it is", () => {
  expect(reasonText("SMTP 550")).toBe("邮件服务器拒收（SMTP 550）");
  expect(reasonText("SMTP 451")).toBe("邮件服务器要求稍后再试（SMTP 451）");
  expect(reasonText("HTTP 503")).toBe("对方的服务暂时不可用（HTTP 503）");
  expect(reasonText("gettoken: errcode 40013")).toBe("粤政易返回错误（gettoken: errcode 40013）");
  expect(reasonText("no answer within 10 s")).toBe("10 秒内没有应答");
  expect(reasonText("已电话告知")).toBe("已电话告知");
});
