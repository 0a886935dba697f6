export type Theme = 'auto' | 'light' | 'dark'

const KEY = 'skewlab.theme'
export const themes: readonly Theme[] = ['auto', 'light', 'dark']

/** Light or dark, kept by the browser: it belongs to the reader, not to the lab. */
export class Appearance {
  theme = $state<Theme>('auto')
  readonly #dark = window.matchMedia('(prefers-color-scheme: dark)')

  constructor() {
    this.theme = stored()
    this.#apply()
    this.#dark.addEventListener('change', () => this.#apply())
  }

  choose(theme: Theme): void {
    this.theme = theme
    try {
      if (this.theme === 'auto') localStorage.removeItem(KEY)
      else localStorage.setItem(KEY, this.theme)
    } catch {
      // Storage may be refused (a sandboxed frame): the choice then lasts as long as the page.
    }
    this.#apply()
  }

  #apply(): void {
    const isDark = this.theme === 'dark' || (this.theme === 'auto' && this.#dark.matches)
    document.documentElement.dataset.theme = isDark ? 'dark' : 'light'
  }
}

function stored(): Theme {
  try {
    return themes.find((theme) => theme === localStorage.getItem(KEY)) ?? 'auto'
  } catch {
    return 'auto'
  }
}
