import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Client } from "@connectrpc/connect";
import type { ReadonlySignal } from "@preact/signals";
import type { DepartmentInfo, Hotline, HotlineInfo } from "../../../gen/opscenter/v1/hotline_pb";
import type { Option } from "../../../shell/options";
import type { Desks } from "./desks";
import type { DeskFeed } from "./theme";

/** Where the pages of orders have their data from. */
export interface DeskServer {
  readonly hotline: Client<typeof Hotline>;
  readonly watch: (district: string, desk: string) => DeskFeed;
}

/** What every part of the pages of orders needs to know. */
export interface DeskSetting {
  readonly server: DeskServer;
  readonly district: string;
  /** The desk that is looked at: "centre", or the code of a department. */
  readonly desk: string;
  /** What stands for it in addresses; empty: it is one's own. */
  readonly at: string;
  readonly desks: Desks;
  readonly info: HotlineInfo;
  readonly feed: DeskFeed;
  /** The source's clock, milliseconds, to the minute: ages in lists need no more. */
  readonly now: ReadonlySignal<number>;
}

const Setting = createContext<DeskSetting | undefined>(undefined);
export const DeskSettingProvider = Setting.Provider;

export function useDesk(): DeskSetting {
  const setting = useContext(Setting);
  if (!setting) throw new Error("A part of the desk is shown outside it.");
  return setting;
}

export const departmentOf = (info: HotlineInfo, code: string): DepartmentInfo | undefined =>
  info.departments.find((department) => department.code === code);

/** What people call a department. */
export const nameOfDepartment = (info: HotlineInfo, code: string): string => departmentOf(info, code)?.name ?? code;

/** The departments to choose from. */
export const departmentOptions = (info: HotlineInfo): Option[] =>
  info.departments.map((department) => ({ value: department.code, label: department.name, also: department.aliases }));

/** Towns and streets to choose from. */
export const townOptions = (info: HotlineInfo): { value: string; label: string }[] =>
  info.departments.filter((department) => department.town !== "").map((department) => ({ value: department.town, label: department.name }));

/** Topics that the duty lists know, to propose while somebody types. */
export const topicsOf = (info: HotlineInfo): string[] =>
  [...new Set(info.departments.flatMap((department) => department.duties.flatMap((duty) => duty.topics)))].sort((a, b) =>
    a.localeCompare(b, "zh"),
  );
