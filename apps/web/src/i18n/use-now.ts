import { useEffect, useState } from 'react'

/** The present instant in milliseconds, renewed twice a minute so that "in 3 minutes" stays true on an open page. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
