export interface FoundDate {
  start: number;
  end: number;
  value?: string;
  reason: string;
  confidence: number;
}
