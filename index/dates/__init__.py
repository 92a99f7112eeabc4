"""Time in questions: `period_of` reads "last week" or "between May and August 2021" into days."""

from index.dates.periods import Period, PeriodKind, period_of, periods_of

__all__ = ["Period", "PeriodKind", "period_of", "periods_of"]
