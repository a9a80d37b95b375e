import { createContext, useContext, useEffect, useState } from 'react'

/** The instant that a page's first drawing takes for the present, where it has to be like the server's. */
export const FirstNowContext = createContext<number | null>(null)

const renewal = 30_000

/** The present instant in milliseconds, renewed twice a minute so that "in 3 minutes" stays true on an open page. */
export function useNow(): number {
  const first = useContext(FirstNowContext)
  const [now, setNow] = useState(() => first ?? Date.now())
  useEffect(() => {
    setNow((shown) => (Math.abs(Date.now() - shown) < renewal ? shown : Date.now()))
    const timer = setInterval(() => setNow(Date.now()), renewal)
    return () => clearInterval(timer)
  }, [])
  return now
}
