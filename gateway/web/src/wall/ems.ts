/** About how wide a number is in the wall's bold letters, in em: digits are equally wide, separators less, Chinese letters more. */
export function emsOf(text: string): number {
  let ems = 0;
  for (const letter of text) ems += /[,.:·\s]/.test(letter) ? 0.3 : letter.codePointAt(0)! > 0x2e80 ? 1 : 0.6;
  return Math.max(ems, 0.6);
}
