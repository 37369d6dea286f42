/** A number that grows at intervals while the page is visible, for what is asked again and again. */
import { useEffect, useState } from 'preact/hooks';

export function useRepeated(milliseconds: number): number {
  const [round, setRound] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') setRound((before) => before + 1);
    }, milliseconds);
    return () => clearInterval(timer);
  }, [milliseconds]);
  return round;
}
