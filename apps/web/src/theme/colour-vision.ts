/** Red, green and blue, each 0 to 1, as on the screen (sRGB). */
export type Rgb = readonly [number, number, number]

/** Common colour vision, and the three ways of seeing colours with two kinds of cones. */
export const visions = ['common', 'protan', 'deutan', 'tritan'] as const

export type Vision = (typeof visions)[number]

type Matrix = readonly [Rgb, Rgb, Rgb]

/** Machado, Oliveira and Fernandes 2009, severity 1, on linear light. */
const seenThrough: Readonly<Record<Vision, Matrix>> = {
  common: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

/** Reads `#rgb` or `#rrggbb`. */
export function parseHex(hex: string): Rgb {
  const digits = hex.replace('#', '')
  const whole = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits
  const channel = (at: number) => Number.parseInt(whole.slice(at, at + 2), 16) / 255
  return [channel(0), channel(2), channel(4)]
}

/** The contrast of two colours as WCAG 2 counts it, 1 to 21. */
export function contrastOf(one: Rgb, other: Rgb): number {
  const [lighter = 0, darker = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a)
  return (lighter + 0.05) / (darker + 0.05)
}

/** How different two colours look to a kind of vision: their distance in CIELAB, where about 2 is just seen. */
export function differenceOf(one: Rgb, other: Rgb, vision: Vision): number {
  const [a, b] = [one, other].map((colour) => labOf(multiply(seenThrough[vision], linear(colour))))
  return Math.hypot(...[0, 1, 2].map((axis) => (a?.[axis] ?? 0) - (b?.[axis] ?? 0)))
}

function luminanceOf(colour: Rgb): number {
  const [red, green, blue] = linear(colour)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function linear(colour: Rgb): Rgb {
  const [red, green, blue] = colour.map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  )
  return [red ?? 0, green ?? 0, blue ?? 0]
}

function multiply(matrix: Matrix, [x, y, z]: Rgb): Rgb {
  const row = ([a, b, c]: Rgb) => Math.min(1, Math.max(0, a * x + b * y + c * z))
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])]
}

function labOf(light: Rgb): Rgb {
  const [x, y, z] = [
    0.4124564 * light[0] + 0.3575761 * light[1] + 0.1804375 * light[2],
    0.2126729 * light[0] + 0.7151522 * light[1] + 0.072175 * light[2],
    0.0193339 * light[0] + 0.119192 * light[1] + 0.9503041 * light[2],
  ]
  const f = (value: number) => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116)
  const [fx, fy, fz] = [f(x / 0.95047), f(y), f(z / 1.08883)]
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)]
}
