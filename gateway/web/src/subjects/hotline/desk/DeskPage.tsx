import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Code, ConnectError } from "@connectrpc/connect";
import type { HotlineInfo } from "../../../gen/opscenter/v1/hotline_pb";
import { isSignedOut, sentenceOf } from "../../../rpc";
import { go, path, pathTo, query } from "../../../shell/router";
import { session, sessionEnded } from "../../../shell/session";
import { Shell } from "../../../shell/Shell";
import { NextStep } from "../../../start/NextStep";
import { addressAt } from "./address";
import { Desk } from "./Desk";
import { centre, desksOf, districtsOf } from "./desks";
import { liveServer } from "./liveServer";
import type { DeskServer } from "./setting";
import { hotlineStep } from "../step";
import "./desk.css";
import "./print.css";

/** The pages of orders: finds the district and the desk, and what the district's hotline is made of. */
export function DeskPage({ server = liveServer }: { server?: DeskServer }) {
  const address = addressAt(path.value, query.value);
  const grants = session.value?.grants ?? [];
  const district = address.district ?? districtsOf(grants)[0];
  const info = useSignal<HotlineInfo | undefined>(undefined);
  const failure = useSignal("");
  const missing = useSignal(false);
  useEffect(() => {
    info.value = undefined;
    failure.value = "";
    missing.value = false;
    if (district === undefined) return;
    if (address.district === undefined) go(pathTo("desk", district), true);
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = (): void => {
      server.hotline.getHotline({ district }).then(
        (found) => { if (!gone) { info.value = found; failure.value = ""; } },
        (error: unknown) => {
          if (gone) return;
          if (isSignedOut(error)) return sessionEnded();
          missing.value = error instanceof ConnectError && error.code === Code.NotFound;
          failure.value = sentenceOf(error);
          timer = setTimeout(load, 5_000);
        },
      );
    };
    load();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [district]);

  if (district === undefined) return <Shell><p class="lead">请在地址里写明地区，例如 /desk/440203。</p></Shell>;
  if (info.value === undefined) {
    return (
      <Shell>
        <div class="desk-empty">
          <p class="lead" role="status">{missing.value ? "12345 热线还没有配置：有了承办单位和时限，工单才能派单、计时。" : failure.value || "正在读取…"}</p>
          {missing.value && <NextStep step={hotlineStep} />}
        </div>
      </Shell>
    );
  }
  const desks = desksOf(grants, district, info.value.departments);
  const own = desks.centre ? centre : desks.own[0];
  const desk = address.at || own;
  if (desk === undefined) return <Shell><p class="lead">这个账号没有可以查看的工作台，请联系管理员。</p></Shell>;
  return (
    <Desk
      key={`${district}/${desk}`}
      server={server}
      district={district}
      desk={desk}
      at={desk === own ? "" : desk}
      desks={desks}
      info={info.value}
      address={address}
    />
  );
}
