/** A share in per cent with one digit. What is not all never reads as 100, what is not nothing never as 0. */
export function rateText(share: number): string {
  if (share >= 1) return share === 1 ? "100" : (share * 100).toFixed(1);
  if (share <= 0) return "0";
  return Math.min(99.9, Math.max(0.1, share * 100)).toFixed(1);
}

/** How much more than before, as a share of before; undefined when there was nothing before. */
export function changeOf(now: number, before: number): number | undefined {
  return before <= 0 ? undefined : (now - before) / before;
}

/** A change with its sign: "+5.8%", "−12%", "持平"; from ten times on as a multiple, "×30". */
export function changeText(change: number): string {
  if (change >= 9) return `×${Math.round(change + 1)}`;
  const percent = Math.abs(change * 100);
  const digits = percent < 10 ? percent.toFixed(1) : percent.toFixed(0);
  if (Number(digits) === 0) return "持平";
  return `${change > 0 ? "+" : "−"}${digits}%`;
}
