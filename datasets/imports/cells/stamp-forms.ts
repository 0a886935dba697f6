/** How dates are written as one number: the digits of year, month, day, hour, minute and second, the more telling ones first. */
export const stampForms = [
  ...(['yyyymmddhhmmss', 'yyyymmddhhmm', 'yyyymmddhh', 'yyyymmdd', 'yyyymm'] as const),
  ...(['yymmddhhmmss', 'yymmddhhmm', 'yymmddhh', 'yymmdd'] as const),
] as const
export type StampForm = (typeof stampForms)[number]
