// Runs before the page is built: the reader's language and theme hold from the first paint.
(() => {
  const chosen = (name) => document.cookie.match(`(?:^|; )turnwise_${name}=(\\w+)`)?.[1];
  const language = { en: "en-US", zh: "zh-CN" }[chosen("language")];
  if (language) {
    // Gradio translates its own parts by what the browser says of its language.
    Object.defineProperty(navigator, "language", { get: () => language });
    Object.defineProperty(navigator, "languages", { get: () => [language] });
  }
  const root = document.documentElement;
  root.lang = navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
  const theme = chosen("theme");
  const dark = theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.classList.toggle("dark", dark);
})();
