import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { createGrpcWebTransport } from "@connectrpc/connect-web";
import { History, Sessions } from "./gen/opscenter/v1/admin_pb";
import { Clocks } from "./gen/opscenter/v1/clock_pb";
import { Screens } from "./gen/opscenter/v1/screens_pb";
import { Setup } from "./gen/opscenter/v1/setup_pb";
import { BadRequestSchema, ErrorInfoSchema } from "./gen/google/rpc/error_details_pb";
import { inChinese } from "./shell/sentence";

// The pages come from the server they talk to; the session is its cookie.
export const transport = createGrpcWebTransport({ baseUrl: window.location.origin });

// The services that every page may need; those of a subject stand in its folder.
export const clocks = createClient(Clocks, transport);
export const history = createClient(History, transport);
export const sessions = createClient(Sessions, transport);
export const screens = createClient(Screens, transport);
export const setup = createClient(Setup, transport);

/** The stable reason of a refusal, e.g. "PASSWORD_CHANGE_REQUIRED"; empty when there is none. */
export function reasonOf(error: unknown): string {
  return ConnectError.from(error).findDetails(ErrorInfoSchema)[0]?.reason ?? "";
}

/** One fault of something that was handed in: where it is, and what is wrong. */
export interface Violation {
  readonly place: string;
  readonly sentence: string;
}

export function violationsOf(error: unknown): Violation[] {
  return ConnectError.from(error)
    .findDetails(BadRequestSchema)
    .flatMap((detail) => detail.fieldViolations)
    .map((v) => ({ place: v.field, sentence: inChinese(v.description) }));
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof ConnectError && error.code === Code.Unauthenticated;
}

/** A failure as a sentence for people. The server's own sentence goes first; this only speaks where it is silent. */
export function sentenceOf(error: unknown): string {
  const failure = ConnectError.from(error);
  const said = inChinese(failure.rawMessage);
  if (reasonOf(failure) === "ACCOUNT_LOCKED") return said || "连续输错，账号已暂时锁定，请稍后再试。";
  switch (failure.code) {
    case Code.Unavailable:
    case Code.Unknown:
    case Code.DeadlineExceeded:
      return "暂时连不上服务器，请稍后再试。";
    case Code.PermissionDenied:
      return said || "没有查看或修改这里的权限。";
    case Code.NotFound:
      return said || "没有找到。";
    default:
      return said || "没有成功，请稍后再试。";
  }
}
