import type { Knobs, SettingsOf } from '../kernel/knobs.ts'

export const auctionKnobs = {
  slots: {
    type: 'number',
    label: 'Slots',
    help: 'How many of the ads of a request are shown. The first slots are looked at most.',
    group: 'Auction',
    default: 4,
    min: 1,
    max: 10,
    step: 1,
    integer: true,
  },
  reserve: {
    type: 'number',
    label: 'Reserve price',
    help: 'The least that is paid for a click, in dollars. An ad that bids less is not shown, and an ad with no other ad behind it pays this.',
    group: 'Auction',
    default: 0.05,
    min: 0,
    max: 2,
    step: 0.01,
    unit: 'dollars',
  },
} as const satisfies Knobs

export type AuctionSettings = SettingsOf<typeof auctionKnobs>
