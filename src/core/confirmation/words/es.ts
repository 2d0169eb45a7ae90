import type { Language } from "./language.ts";

export const spanish: Language = {
  yes: "sí confirmo confirmado confirmada apruebo aprobado autorizo autorizado".split(" "),
  no: "no nunca".split(" "),
  refusals: [
    ..."deniego denegado denegada niego rechazo rechazado rechazada".split(" "),
    ..."cancelar cancela cancele cancelen cancelado detener detengan alto".split(" "),
  ],
  but: "pero si no excepto salvo aunque sino solo sólo cuando nunca".split(" "),
  greetings: [
    ..."hola|buenos días|buenos dias|buen día|buenas tardes|buenas noches|buenas".split("|"),
    ..."estimado|estimada|estimados|estimadas|querido|querida".split("|"),
  ],
  harmless: ["no hay problema", "ningún problema"],
};
