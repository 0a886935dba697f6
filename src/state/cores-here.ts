import { Cores } from './cores.ts'

/** A phone warms up, and its page and its system need the rest. */
const PHONE_CORES = 2
const PHONE = '(pointer: coarse) and (max-width: 899px)'

/** The cores of this machine that the lab may use. */
export function coresHere(): Cores {
  const all = navigator.hardwareConcurrency || 1
  const isPhone = typeof matchMedia === 'function' && matchMedia(PHONE).matches
  return new Cores(isPhone ? Math.min(PHONE_CORES, all) : all)
}
