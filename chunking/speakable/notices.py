"""What is said in place of something left out, by language. A language that is not here gets no notice."""

CODE_OMITTED = {
    "ca": "Exemple de codi omès.",
    "cs": "Ukázka kódu vynechána.",
    "da": "Kodeeksempel udeladt.",
    "de": "Codebeispiel ausgelassen.",
    "en": "Code example omitted.",
    "es": "Ejemplo de código omitido.",
    "fr": "Exemple de code omis.",
    "it": "Esempio di codice omesso.",
    "nb": "Kodeeksempel utelatt.",
    "nl": "Codevoorbeeld weggelaten.",
    "no": "Kodeeksempel utelatt.",
    "pl": "Pominięto przykład kodu.",
    "pt": "Exemplo de código omitido.",
    "ro": "Exemplu de cod omis.",
    "ru": "Пример кода пропущен.",
    "sv": "Kodexempel utelämnat.",
    "uk": "Приклад коду пропущено.",
}
