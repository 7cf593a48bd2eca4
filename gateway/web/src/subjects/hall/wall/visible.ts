import { Code, ConnectError } from "@connectrpc/connect";
import { isSignedOut } from "../../../rpc";
import type { WallChoice } from "../../../wall/walls";
import { halls } from "../rpc";

/** The halls at these places. A place that is one hall ("440203/hall/H1") names it itself. */
export async function visibleHalls(places: readonly string[]): Promise<WallChoice[]> {
  const found = new Map<string, WallChoice>();
  const districts = new Set<string>();
  for (const place of places) {
    const [district = "", ...rest] = place.split("/");
    const hall = rest.at(-1);
    if (hall) found.set(`${district}/${hall}`, { district, code: hall, name: hall });
    else districts.add(district);
  }
  let failure: unknown;
  for (const district of districts) {
    try {
      const listed = await halls.listHalls({ district });
      for (const { district, hall, name } of listed.halls) found.set(`${district}/${hall}`, { district, code: hall, name });
    } catch (error) {
      if (isSignedOut(error)) throw error;
      failure = error;
    }
  }
  if (found.size > 0 || failure === undefined) return [...found.values()];
  // A screen's account may be allowed to watch and not to list: then the address has to name the hall.
  if (failure instanceof ConnectError && failure.code === Code.PermissionDenied)
    throw new ConnectError("这个账号不能列出大厅，请在地址中写明大厅，例如 /wall/440203/H1", Code.PermissionDenied);
  throw failure;
}
