/** The languages of the interface, and the ones a position can be drafted in. */
export const languages = ['en', 'sv', 'da', 'nb', 'fi', 'is'] as const

export type Language = (typeof languages)[number]
