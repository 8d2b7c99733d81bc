import type { Sentences } from "./sentences.ts";

export const SPANISH: Sentences = {
  search_good: [
    "Lo encontré [enseguida|a la primera], [los filtros funcionan bien|las medidas están claras].",
    "El consejo [sobre la talla|sobre el material] me ayudó mucho.",
  ],
  search_bad: [
    "La búsqueda muestra [sobre todo accesorios|productos agotados|cosas que no pedí].",
    "El filtro [se borra cada vez|no funciona en el móvil], [cansa|una pena].",
  ],
  checkout_good: [
    "[Rápido y claro|Sencillo|Todo en una página], [sin crear cuenta|sin sorpresas|como debe ser].",
    "El pago fue [muy fácil|cosa de dos minutos].",
  ],
  checkout_mixed: [
    "Funcionó, pero [los gastos de envío salen al final|el cupón está escondido|hay demasiados pasos].",
    "En general bien, [la página iba lenta|faltan franjas de entrega].",
  ],
  checkout_mobile: [
    "En el móvil [el teclado tapa el campo de la tarjeta|el botón es diminuto|el formulario salta arriba].",
    "Pagar con el teléfono es [pesado|una lucha], [al final usé el ordenador|se perdió mi dirección].",
  ],
  checkout_failed: [
    "La tarjeta fue rechazada [dos veces|sin motivo], [mi banco dice que todo está bien|nadie supo decirme por qué].",
    "Falló el pago y [la cesta quedó vacía|no sabía si había pagado|tuve que empezar de nuevo].",
  ],
  delivery_good: [
    "Llegó [a tiempo|el día prometido|un día antes], [bien embalado|repartidor muy amable|todo perfecto].",
    "El seguimiento fue [exacto|muy preciso], [muy contento|así da gusto].",
  ],
  delivery_mixed: [
    "Llegó en su día, pero [lo dejaron con un vecino sin aviso|la caja era enorme|nadie llamó al timbre].",
    "Bien, [aunque la franja horaria es muy larga|mejor por la tarde].",
  ],
  delivery_late: [
    "[El paquete|El pedido] llegó {days} días tarde, [sin ningún aviso|a pesar de la promesa|había pedido el día libre].",
    "{days} días de retraso en {city}, [antes era mejor|ya es la segunda vez|ni una disculpa].",
    "Cambiaron la fecha de entrega [tres veces|cada día], al final {days} días más tarde.",
  ],
  delivery_damaged: [
    "[Una esquina llegó golpeada|El cristal venía roto|Faltaba una pata], [ahora toca esperar|decepcionante].",
    "Llegó [rayado|en otro color], [lo devuelvo|mandé una foto].",
  ],
  support_good: [
    "Respuesta [rápida|clara|amable], [problema resuelto|arreglado el mismo día].",
    "La persona que me atendió [sabía lo que hacía|tuvo paciencia|lo explicó muy bien].",
  ],
  support_slow: [
    "[Cuatro|Cinco] días para una respuesta, [y era un texto automático|para algo sencillo].",
    "El bot [da vueltas|no entiende nada] hasta que contesta una persona.",
  ],
  support_unsolved: [
    "Cerraron el caso [y no está resuelto|sin preguntarme].",
    "Me prometieron [una llamada|una carta], [sigo esperando|tendré que insistir].",
  ],
  phone_wait: [
    "{minutes} minutos de espera al teléfono, [para una pregunta corta|cada mes es peor|inaceptable].",
    "Tras {minutes} minutos, [me pasaron con otro equipo|amables, pero tarde|se cortó la llamada].",
  ],
  opening_good: [
    "Cuenta abierta en [diez minutos|una visita], [todo muy claro|sin papeleo].",
    "La oficina de {city} [lo tenía todo preparado|me dedicó tiempo], [gracias|muy agradable].",
  ],
  opening_bad: [
    "La verificación de identidad [falló tres veces|no aceptó la foto], [tuve que ir a la oficina|sin explicación].",
    "[Pidieron dos veces el mismo documento|La solicitud me sacó a la mitad|La tarjeta tardó doce días], [pesado|hay que mejorar].",
  ],
  shop_high: [
    "[Buena calidad|Cosas bonitas|Consejo honesto], [entrega fiable|devoluciones fáciles|precios justos].",
    "Nunca tuve problemas, [lo recomiendo|siempre vuelvo].",
  ],
  shop_mid: [
    "Buena selección, [pero algo caro|la aplicación es mejorable|el envío cuesta mucho].",
    "[Correcto|Bien], [sin más|también comparo con otros].",
  ],
  shop_low: [
    "[Mala calidad para el precio|Cinco semanas para la devolución|Se rompió en un mes], [nunca más|decepción].",
    "[Demasiados correos|Siempre agotado], [compro en otro sitio|perdí el interés].",
  ],
  shop_late: [
    "Las entregas en {city} [siempre llegan tarde|antes eran puntuales].",
    "Por el retraso de la entrega [ya no lo recomiendo|busco otras tiendas].",
  ],
  bank_high: [
    "[Comisiones claras|Buena aplicación|Oficina amable], [confío en ellos|muchos años contento].",
    "El asesor de {city} [es excelente|me conoce bien].",
  ],
  bank_mid: [
    "Hace lo que debe un banco, [nada más|los intereses son bajos].",
    "[La aplicación es buena|La oficina es agradable], [el teléfono no tanto|abren pocas horas].",
  ],
  bank_low: [
    "[Otra subida de comisiones|Préstamo denegado sin motivo|Tarjeta bloqueada en vacaciones], [pienso irme|decepcionado].",
    "[Ya no hay oficina cerca|Nadie se hace responsable|La aplicación se cae el día de cobro].",
  ],
  bank_wait: [
    "[No hay manera de hablar con nadie|Esperas eternas] por teléfono, [hace un año era mejor|así no].",
    "Llamé [dos|tres] veces por lo mismo, [siempre con espera|y sigue sin resolverse].",
  ],
};
