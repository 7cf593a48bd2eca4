import { Combobox } from "../../shell/Combobox";
import { SelectField } from "../../shell/fields";
import type { Option } from "../../shell/options";
import type { Directory } from "./words";

export interface GrantChoice {
  readonly role: string;
  readonly place: string;
}

/** The places at which a role can be held. */
export function placesFor(directory: Directory | undefined, role: string): readonly Option[] {
  const kinds = directory?.roles.find((each) => each.code === role)?.kinds ?? [];
  // What fits best first: a clerk belongs to a village before a town.
  return kinds.flatMap((kind) => (directory?.places ?? []).filter((place) => place.kind === kind))
    .map((place) => ({ value: place.place, label: place.name === "" ? place.place : place.name }));
}

/** A role, and a place at which it can be held. */
export function GrantFields({
  directory,
  request,
  onChange,
}: {
  directory: Directory | undefined;
  request: GrantChoice;
  onChange: (request: GrantChoice) => void;
}) {
  const roles = directory?.roles ?? [];
  const role = roles.find((each) => each.code === request.role);
  const places = placesFor(directory, request.role);
  const choose = (code: string): void => {
    const fit = placesFor(directory, code);
    onChange({
      role: code,
      place: fit.some((place) => place.value === request.place) ? request.place : fit.length === 1 ? (fit[0]?.value ?? "") : "",
    });
  };
  return (
    <div class="pair">
      <SelectField
        name="role"
        label="角色"
        required
        value={request.role}
        hint={role?.use}
        onChoose={choose}
        options={[{ value: "", label: "请选择" }, ...roles.map((each) => ({ value: each.code, label: each.name }))]}
      />
      <Combobox
        name="place"
        label="地点"
        required
        value={request.place}
        options={places}
        onChoose={(place) => onChange({ ...request, place })}
        hint={role === undefined ? "先选角色" : places.length === 0 ? missing(role.kinds[0] ?? "") : undefined}
      />
    </div>
  );
}

const missing = (kind: string): string => (kind === "department" ? "还没有承办单位；请运营值班先配置 12345 热线" : "还没有镇街和村居；请运营值班先登记区划");
