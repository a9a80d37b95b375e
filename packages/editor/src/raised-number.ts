/** A number in raised digits, as it refers to a footnote where there is no other way to raise it. */
export function raisedNumber(number: number): string {
  return String(number).replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(Number(digit)))
}
