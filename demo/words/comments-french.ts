import type { Sentences } from "./sentences.ts";

export const FRENCH: Sentences = {
  search_good: [
    "J'ai trouvé [tout de suite|en une minute], [les filtres sont bien faits|les dimensions sont claires].",
    "Les conseils [pour choisir la taille|sur les matières] m'ont vraiment aidé.",
  ],
  search_bad: [
    "La recherche donne [surtout des accessoires|des articles épuisés|n'importe quoi].",
    "Le filtre [se remet à zéro|ne marche pas sur le téléphone], [c'est pénible|dommage].",
  ],
  checkout_good: [
    "[Rapide et clair|Simple|Tout sur une page], [sans créer de compte|aucune mauvaise surprise|comme il faut].",
    "Le paiement s'est fait [sans souci|en deux minutes].",
  ],
  checkout_mixed: [
    "Ça marche, mais [les frais de port arrivent trop tard|le code promo est bien caché|il y a trop d'étapes].",
    "Correct dans l'ensemble, [la page était lente|j'aimerais plus de créneaux].",
  ],
  checkout_mobile: [
    "Sur mobile, [le clavier cache le champ de la carte|le bouton est trop petit|le formulaire remonte sans arrêt].",
    "Commander au téléphone est [pénible|laborieux], [j'ai fini sur l'ordinateur|mon adresse a disparu].",
  ],
  checkout_failed: [
    "Carte refusée [deux fois|sans raison], [ma banque dit que tout va bien|personne n'a su m'expliquer].",
    "Le paiement a échoué et [mon panier était vide|je ne savais pas si j'avais payé|il a fallu tout recommencer].",
  ],
  delivery_good: [
    "Livré [à l'heure|le jour promis|un jour plus tôt], [bien emballé|livreur très aimable|rien à redire].",
    "Le suivi était [exact|précis], [parfait|très satisfait].",
  ],
  delivery_mixed: [
    "Arrivé à temps, mais [laissé chez le voisin sans avis|le carton était énorme|personne n'a sonné].",
    "Correct, [la plage horaire est trop large|un créneau le soir serait mieux].",
  ],
  delivery_late: [
    "[Le colis|Ma commande] est arrivé avec {days} jours de retard, [sans aucun message|malgré la promesse|j'avais pris un jour de congé].",
    "{days} jours de retard à {city}, [c'était mieux avant|pour la deuxième fois|aucune excuse].",
    "La date de livraison a changé [trois fois|chaque jour], finalement {days} jours trop tard.",
  ],
  delivery_damaged: [
    "[Un coin était abîmé|Le verre était fêlé|Il manquait un pied], [j'attends le remplacement|décevant].",
    "Arrivé [rayé|dans la mauvaise couleur], [je le renvoie|photo envoyée].",
  ],
  support_good: [
    "Réponse [rapide|claire|aimable], [problème réglé|tout était fait le jour même].",
    "La conseillère [a tout de suite compris|a pris le temps|a très bien expliqué].",
  ],
  support_slow: [
    "[Quatre|Cinq] jours pour une réponse, [et c'était un texte tout fait|pour une question simple].",
    "Le robot [tourne en rond|ne comprend rien] avant qu'une personne réponde.",
  ],
  support_unsolved: [
    "Le dossier est fermé [mais rien n'est réglé|sans me demander].",
    "On m'avait promis [un rappel|un courrier], [toujours rien|je dois encore vous contacter].",
  ],
  phone_wait: [
    "{minutes} minutes d'attente au téléphone, [pour une petite question|c'est pire chaque mois|inacceptable].",
    "Après {minutes} minutes, [on m'a passé le mauvais service|une personne aimable, mais trop tard|la ligne a coupé].",
  ],
  opening_good: [
    "Compte ouvert en [dix minutes|un rendez-vous], [tout était clair|sans paperasse].",
    "L'agence de {city} [était bien préparée|a pris le temps], [merci|très agréable].",
  ],
  opening_bad: [
    "La vérification d'identité [a échoué trois fois|n'a pas accepté la photo], [il a fallu aller en agence|sans explication].",
    "[Le même document demandé deux fois|La demande m'a déconnecté|La carte a mis douze jours], [fatigant|à améliorer].",
  ],
  shop_high: [
    "[Bonne qualité|De beaux produits|Conseils honnêtes], [livraison fiable|retours faciles|prix corrects].",
    "Jamais eu de problème, [je recommande|je reviens toujours].",
  ],
  shop_mid: [
    "Bon choix, [mais un peu cher|l'application est à revoir|la livraison coûte trop].",
    "[Correct|Bien], [sans plus|je compare quand même].",
  ],
  shop_low: [
    "[Qualité décevante pour le prix|Cinq semaines pour être remboursé|Cassé au bout d'un mois], [plus jamais|déçu].",
    "[Trop de courriels|Toujours épuisé], [j'achète ailleurs|je me lasse].",
  ],
  shop_late: [
    "Les livraisons à {city} [sont toujours en retard|étaient ponctuelles avant].",
    "À cause du retard de livraison, [je ne recommande plus|je regarde ailleurs].",
  ],
  bank_high: [
    "[Frais clairs|Bonne application|Agence aimable], [j'ai confiance|client depuis longtemps].",
    "Le conseiller de {city} [est excellent|me connaît bien].",
  ],
  bank_mid: [
    "Une banque comme une autre, [sans plus|les taux sont bas].",
    "[L'application est bien|L'agence est sympathique], [le téléphone moins|les horaires sont courts].",
  ],
  bank_low: [
    "[Encore une hausse des frais|Prêt refusé sans raison|Carte bloquée en vacances], [je pense partir|déçu].",
    "[Plus d'agence près de chez moi|Personne n'est responsable|L'application tombe le jour de paie].",
  ],
  bank_wait: [
    "[Impossible de joindre quelqu'un|Des attentes sans fin] au téléphone, [c'était mieux il y a un an|ce n'est pas sérieux].",
    "J'ai appelé [deux|trois] fois pour la même chose, [toujours la même attente|toujours pas réglé].",
  ],
};
