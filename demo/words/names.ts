/** Common given and family names, by the language of the country a person lives in. */
export interface NameList {
  given: readonly string[];
  family: readonly string[];
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

export const NAMES: Readonly<Record<string, NameList>> = {
  en: {
    given:
      words(`Alice Amelia Ava Beth Carol Charlotte Chloe Daisy Eleanor Emily Erin Fiona Grace Hannah Imogen Isla Jade
      Jessica Kate Laura Lucy Maya Megan Niamh Olivia Phoebe Priya Rachel Ruby Sarah Sophie Zara Adam Aidan Alex Arjun Ben
      Callum Connor Daniel David Edward Ethan Finn George Harry Isaac Jack James Joseph Liam Lewis Matthew Noah Oliver Omar
      Patrick Rhys Ryan Samuel Thomas William`),
    family: words(`Adams Ahmed Allen Bailey Barker Begum Bennett Brooks Brown Burke Byrne Campbell Carter Chapman Clarke
      Collins Cooper Cox Davies Doyle Edwards Ellis Evans Fletcher Foster Gallagher Gibson Graham Green Griffiths Hall
      Harris Hughes Hussain Jackson Jenkins Johnson Jones Kaur Kelly Khan King Lewis Marshall Mason Mitchell Moore Morgan
      Murphy Murray Nolan Owen Palmer Parker Patel Pearson Phillips Price Reid Richardson Roberts Robinson Ryan Shah Shaw
      Simpson Singh Smith Stewart Taylor Thomas Turner Walker Ward Watson White Wilson Wood Wright Young`),
  },
  de: {
    given:
      words(`Anja Annika Birgit Carla Clara Elif Emma Franziska Greta Hannah Heike Ida Jana Johanna Julia Katrin Lara
      Lea Lena Leonie Luisa Marie Mia Nele Nina Paula Sabine Sophia Stefanie Anton Ben Christian Daniel Elias Emil Erik
      Felix Finn Florian Hannes Jakob Jan Jonas Julian Karl Kilian Lars Leon Lukas Markus Matteo Max Moritz Niklas Oskar
      Paul Philipp Stefan Theo Tobias`),
    family: words(`Albrecht Arnold Bauer Becker Berger Böhm Brandt Braun Busch Dietrich Engel Fischer Frank Friedrich
      Fuchs Graf Gruber Günther Haas Hahn Hartmann Heinrich Hermann Hofer Hoffmann Huber Jung Kaiser Keller Klein Koch
      König Krämer Kraus Krüger Kuhn Lang Lehmann Lorenz Ludwig Maier Martin Mayer Moser Möller Müller Neumann Otto Peters
      Pfeiffer Pichler Richter Roth Sauer Schäfer Schmidt Schneider Scholz Schubert Schulz Schwarz Seidel Simon Sommer
      Steiner Vogel Wagner Walter Weber Weiß Winkler Winter Wolf Yılmaz Ziegler Zimmermann`),
  },
  fr: {
    given: words(`Adèle Agathe Alice Amélie Anaïs Audrey Camille Céline Charlotte Chloé Claire Élise Emma Fatima Inès
      Jeanne Julie Léa Léna Lola Louise Lucie Manon Margaux Marie Nadia Nina Pauline Sarah Zoé Adrien Alexandre Antoine
      Arthur Baptiste Clément Damien Étienne Florian Gabriel Guillaume Hugo Jules Julien Karim Léo Louis Lucas Maël Mathis
      Maxime Mehdi Nathan Nicolas Olivier Paul Quentin Raphaël Rémi Théo`),
    family:
      words(`André Arnaud Aubert Bailly Barbier Benali Bernard Bertrand Blanc Bonnet Boyer Brun Caron Chevalier Clément
      Colin David Denis Diallo Dubois Dufour Dumas Dupont Durand Faure Fontaine Fournier François Garnier Gauthier Gérard
      Girard Giraud Guérin Henry Hubert Lambert Laurent Leclerc Lefebvre Legrand Lemaire Leroy Lopez Marchand Martin
      Mercier Meunier Meyer Michel Moreau Morel Muller Nguyen Noël Perrin Petit Philippe Picard Renard Richard Rivière
      Robert Robin Rousseau Roux Roy Simon Thomas Vidal Vincent`),
  },
  es: {
    given: words(`Adriana Alba Alicia Ana Andrea Beatriz Carla Carmen Clara Claudia Cristina Elena Eva Inés Irene Julia
      Laura Lucía Marina Marta Nerea Noa Nuria Paula Raquel Rocío Sara Sofía Valeria Adrián Alejandro Álvaro Andrés
      Carlos Daniel David Diego Enrique Gonzalo Guillermo Hugo Iker Iván Javier Jorge José Juan Lucas Luis Manuel Marcos
      Mario Martín Mateo Miguel Nicolás Óscar Pablo Raúl Rubén Sergio`),
    family:
      words(`Aguilar Alonso Álvarez Arias Benítez Blanco Cabrera Calvo Campos Cano Castillo Castro Cortés Crespo Cruz
      Delgado Díaz Díez Domínguez Fernández Ferrer Flores Fuentes Gallego García Garrido Gil Giménez Gómez González Guerrero
      Gutiérrez Hernández Herrera Ibáñez Iglesias Jiménez León López Lozano Marín Martín Martínez Medina Méndez Molina
      Montero Morales Moreno Muñoz Navarro Núñez Ortega Ortiz Pascual Peña Pérez Prieto Ramírez Ramos Reyes Rodríguez Romero
      Rubio Ruiz Sánchez Santos Sanz Serrano Soler Soto Suárez Torres Vargas Vázquez Vega Vidal`),
  },
  it: {
    given: words(`Alessia Alice Anna Arianna Aurora Beatrice Bianca Camilla Caterina Chiara Elena Elisa Emma Federica
      Francesca Gaia Giada Ginevra Giorgia Giulia Greta Ilaria Laura Ludovica Martina Noemi Paola Sara Silvia Valentina
      Alessandro Andrea Antonio Carlo Davide Diego Edoardo Enrico Fabio Federico Filippo Francesco Gabriele Giacomo
      Giovanni Leonardo Lorenzo Luca Marco Matteo Michele Nicola Paolo Pietro Riccardo Roberto Simone Stefano Tommaso`),
    family: words(`Amato Barbieri Bellini Benedetti Bianchi Bruno Caputo Caruso Cattaneo Colombo Conti Coppola Costa
      D'Angelo DeLuca Esposito Fabbri Farina Ferrara Ferrari Ferri Fiore Fontana Galli Gallo Gatti Gentile Giordano Greco
      Grassi Guerra Leone Lombardi Longo Mancini Marchetti Mariani Marini Marino Martinelli Martini Mazza Messina Monti
      Moretti Negri Neri Orlando Palumbo Parisi Pellegrini Ricci Rinaldi Riva Rizzo Romano Rossi Russo Sala Santoro Serra
      Silvestri Sorrentino Testa Valentini Villa Vitale`),
  },
  nl: {
    given:
      words(`Anna Anouk Bente Emma Esmée Eva Fenna Femke Fleur Iris Isa Julia Lieke Lisa Lotte Maaike Maud Mila Nina
      Noor Roos Sanne Sara Saar Sophie Tess Yara Bas Bram Daan Dirk Finn Floris Gijs Hugo Jasper Jelle Jesse Joris Koen Lars
      Levi Luuk Maarten Mees Milan Niels Pieter Ruben Sander Sem Stijn Sven Teun Thijs Tim Tom Wouter Youssef`),
    family:
      words(`Bakker Bos Bosch Brouwer Dekker Dijkstra Driessen Evers Hendriks Hermans Hoekstra Hofman Huisman Jacobs
      Jansen Janssen Koning Koster Kok Kramer Kuiper Kuipers Maas Martens Meijer Meyer Mol Mulder Peeters Peters Postma
      Prins Sanders Schouten Scholten Smeets Smit Smits Timmermans Veenstra Verbeek Verhoeven Vermeulen Visser Vos Willems
      Wolters Zijlstra`),
  },
  pl: {
    given: words(`Agata Agnieszka Aleksandra Alicja Anna Barbara Beata Dorota Ewa Gabriela Hanna Izabela Joanna Julia
      Justyna Kamila Karolina Katarzyna Kinga Lena Magdalena Maja Marta Monika Natalia Oliwia Paulina Weronika Wiktoria
      Zofia Adam Adrian Bartosz Dawid Dominik Filip Grzegorz Igor Jacek Jakub Jan Kacper Kamil Konrad Krzysztof Łukasz
      Maciej Marcin Marek Mateusz Michał Mikołaj Paweł Piotr Rafał Sebastian Stanisław Szymon Tomasz Wojciech`),
    family: words(`Adamczyk Baran Bąk Borkowska Czarnecki Duda Dudek Gajda Górski Grabowski Jabłoński Jaworska Kaczmarek
      Kamiński Kołodziej Kowalczyk Kowalska Kozłowski Krawczyk Król Kubiak Lewandowski Lis Majewski Malinowska Marciniak
      Mazur Michalak Nowak Nowakowski Nowicka Olszewski Ostrowska Pawlak Pawłowski Piotrowska Przybylska Rutkowski
      Sadowska Sikora Sikorski Sobczak Stępień Szczepaniak Szewczyk Szymańska Tomczak Urban Walczak Wilk Wiśniewski Wojciechowska
      Wójcik Woźniak Wróbel Wrona Zając Zalewski Zieliński`),
  },
  tr: {
    given: words(`Aslı Ayça Ayşe Azra Begüm Beren Buse Cansu Ceren Damla Defne Derya Duygu Ebru Ece Ela Elif Emine Esra
      Fatma Gizem Gül Hande Merve Nehir Özge Pınar Selin Yasemin Zeynep Ahmet Ali Alp Arda Baran Barış Berk Burak Can Cem
      Deniz Emir Emre Eren Furkan Hakan Hasan İbrahim Kaan Kerem Mehmet Mert Murat Mustafa Oğuz Onur Serkan Tolga Umut Yusuf`),
    family: words(`Acar Akın Aksoy Aktaş Arslan Aslan Ateş Avcı Aydın Bozkurt Bulut Can Çelik Çetin Coşkun Demir Doğan
      Duman Erdem Erdoğan Ergin Güler Güneş Işık Kaplan Kara Karaca Kaya Keskin Kılıç Koç Köse Kurt Özcan Özdemir Özkan
      Öztürk Polat Şahin Şen Sarı Şimşek Taş Tekin Toprak Turan Ünal Uysal Yalçın Yavuz Yıldırım Yıldız Yılmaz Yüksel`),
  },
};

export const BUSINESS_WORDS = {
  first: words(`Alder Amber Birch Bluestone Cobalt Copper Elm Fennel Granite Harbour Hazel Juniper Lantern Linden Meadow
    Millrace Orchard Otter Pebble Quarry Rowan Saffron Thistle Timber Willow`),
  second: words(
    "Architects Bakery Bikes Cycles Dental Design Electrics Florists Foods Joinery Logistics Optics Press Studio Travel",
  ),
} as const;
