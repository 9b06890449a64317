/** Dark or light: as the system says until the user says otherwise. */

const KEY = 'neume.theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

export function shownTheme() {
  return localStorage.getItem(KEY) ?? (dark.matches ? 'dark' : 'light');
}

/** Applies the theme now and whenever the system's changes; onChange is called each time after. */
export function watchTheme(button, onChange) {
  const apply = () => {
    const theme = shownTheme();
    document.documentElement.dataset.theme = theme;
    button.setAttribute('aria-pressed', String(theme === 'dark'));
    onChange();
  };
  dark.addEventListener('change', apply);
  button.addEventListener('click', () => {
    localStorage.setItem(KEY, shownTheme() === 'dark' ? 'light' : 'dark');
    apply();
  });
  apply();
}
