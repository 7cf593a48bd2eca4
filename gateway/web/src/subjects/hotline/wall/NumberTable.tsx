/** A chart's numbers for screen readers and tests: the first of a row is its name, the others are the columns. */
export function NumberTable({ caption, metric, columns, rows }: {
  caption: string;
  metric: string;
  columns: readonly string[];
  rows: readonly (readonly [string | number, ...(number | undefined)[]])[];
}) {
  return (
    <table class="unseen">
      <caption>{caption}</caption>
      <tbody>
        {rows.map(([name, ...values]) => (
          <tr key={name}>
            <th>{name}</th>
            {values.map((value, i) => (
              <td key={columns[i]} data-metric={`${metric}.${name}.${columns[i]}`} data-value={value ?? ""}>
                {value ?? ""}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
