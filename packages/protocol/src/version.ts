/** The version of everything that crosses a wire; every change of it raises this by one (SPEC P12). */
export const protocolVersion = 103
