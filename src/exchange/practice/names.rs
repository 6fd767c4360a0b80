//! Names of guests who do not exist.

use super::chance::Chance;

/// Where guests come from: code, weight, family names, given names.
struct Country {
    code: &'static str,
    weight: u32,
    family: &'static [&'static str],
    given: &'static [&'static str],
}

const COUNTRIES: &[Country] = &[
    Country {
        code: "PRT",
        weight: 200,
        family: &[
            "Almeida",
            "Carvalho",
            "Costa",
            "Ferreira",
            "Gonçalves",
            "Lopes",
            "Marques",
            "Moreira",
            "Nogueira",
            "Pinto",
            "Rocha",
            "Simões",
            "Tavares",
            "Vieira",
        ],
        given: &[
            "Ana",
            "Beatriz",
            "Catarina",
            "Duarte",
            "Filipa",
            "Gonçalo",
            "Inês",
            "João",
            "Leonor",
            "Margarida",
            "Nuno",
            "Rui",
            "Sofia",
            "Tiago",
        ],
    },
    Country {
        code: "GBR",
        weight: 170,
        family: &[
            "Ashworth",
            "Barnes",
            "Clarke",
            "Davies",
            "Fletcher",
            "Hughes",
            "Khan",
            "Marsh",
            "O'Donnell",
            "Patel",
            "Reid",
            "Sutton",
            "Walker",
            "Whitfield",
        ],
        given: &[
            "Alice",
            "Amir",
            "Charlotte",
            "Daniel",
            "Emma",
            "George",
            "Hannah",
            "James",
            "Lucy",
            "Oliver",
            "Priya",
            "Rebecca",
            "Simon",
            "Thomas",
        ],
    },
    Country {
        code: "ESP",
        weight: 110,
        family: &[
            "Castro",
            "Domínguez",
            "Fernández",
            "García",
            "Herrera",
            "Iglesias",
            "Muñoz",
            "Navarro",
            "Ortega",
            "Ramos",
            "Santos",
            "Vega",
        ],
        given: &[
            "Alba", "Carlos", "Carmen", "Elena", "Hugo", "Javier", "Lucía", "María", "Pablo",
            "Raquel", "Sergio", "Teresa",
        ],
    },
    Country {
        code: "IRL",
        weight: 60,
        family: &[
            "Byrne",
            "Doyle",
            "Fitzgerald",
            "Kavanagh",
            "Murphy",
            "Ó Briain",
            "Quinn",
            "Walsh",
        ],
        given: &[
            "Aoife", "Ciarán", "Niamh", "Oisín", "Patrick", "Róisín", "Seán", "Siobhán",
        ],
    },
    Country {
        code: "FRA",
        weight: 65,
        family: &[
            "Bernard",
            "Chevalier",
            "Dubois",
            "Fontaine",
            "Girard",
            "Lefèvre",
            "Moreau",
            "Roux",
        ],
        given: &[
            "Camille",
            "Étienne",
            "François",
            "Hélène",
            "Julien",
            "Mathilde",
            "Océane",
            "Pierre",
        ],
    },
    Country {
        code: "DEU",
        weight: 70,
        family: &[
            "Bauer", "Groß", "Hartmann", "Köhler", "Müller", "Schäfer", "Vogel", "Weber",
        ],
        given: &[
            "Anja", "Björn", "Claudia", "Jürgen", "Katrin", "Lukas", "Sabine", "Stefan",
        ],
    },
    Country {
        code: "CHN",
        weight: 30,
        family: &["Chen", "Li", "Liu", "Wang", "Zhang", "Zhao"],
        given: &["Fang", "Jing", "Lei", "Min", "Wei", "Xiaoming"],
    },
    Country {
        code: "NLD",
        weight: 35,
        family: &[
            "de Boer", "Dekker", "Jansen", "Mulder", "van Dijk", "Visser",
        ],
        given: &["Anouk", "Daan", "Femke", "Joost", "Maartje", "Sander"],
    },
    Country {
        code: "USA",
        weight: 35,
        family: &[
            "Anderson", "Brooks", "Coleman", "Nguyen", "Rivera", "Thompson",
        ],
        given: &[
            "Ashley",
            "Brandon",
            "Christopher",
            "Grace",
            "Linh",
            "Michael",
        ],
    },
    Country {
        code: "BEL",
        weight: 25,
        family: &["Claes", "De Smet", "Lambert", "Peeters"],
        given: &["Bram", "Eline", "Lotte", "Maxime"],
    },
    Country {
        code: "ITA",
        weight: 40,
        family: &[
            "Bianchi", "Colombo", "D'Amico", "Esposito", "Greco", "Ricci",
        ],
        given: &[
            "Alessandro",
            "Chiara",
            "Francesca",
            "Giulia",
            "Lorenzo",
            "Matteo",
        ],
    },
    Country {
        code: "BRA",
        weight: 30,
        family: &["Barbosa", "Cardoso", "Oliveira", "Teixeira"],
        given: &["Bruna", "Eduardo", "Larissa", "Rafael"],
    },
    Country {
        code: "CHE",
        weight: 20,
        family: &["Ammann", "Brunner", "Favre", "Keller"],
        given: &["Nina", "Reto", "Sandra", "Urs"],
    },
    Country {
        code: "POL",
        weight: 25,
        family: &["Dąbrowski", "Kowalska", "Łukasik", "Wójcik"],
        given: &["Agnieszka", "Krzysztof", "Małgorzata", "Tomasz"],
    },
    Country {
        code: "SWE",
        weight: 20,
        family: &["Åberg", "Ekström", "Lindqvist", "Öberg"],
        given: &["Åsa", "Erik", "Ingrid", "Nils"],
    },
    Country {
        code: "JPN",
        weight: 15,
        family: &["Itō", "Satō", "Tanaka", "Yamamoto"],
        given: &["Aiko", "Haruto", "Kenji", "Yui"],
    },
    Country {
        code: "NGA",
        weight: 12,
        family: &["Adeyemi", "Eze", "Okafor"],
        given: &["Chidi", "Ngozi", "Tunde"],
    },
    Country {
        code: "TUR",
        weight: 12,
        family: &["Çelik", "Şahin", "Yılmaz"],
        given: &["Ayşe", "Emre", "Zeynep"],
    },
];

/// A party's names, the lead guest first, and their nationality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    /// As written on the booking: `García, Lucía`.
    pub everyone: Vec<String>,
    /// Of the lead guest, in three letters.
    pub nationality: &'static str,
}

/// Names for so many people, most of them of one family.
pub fn party(chance: &mut Chance, people: u32) -> Names {
    let country = &COUNTRIES[chance.weighted(COUNTRIES.iter().map(|country| country.weight))];
    let family = chance.pick(country.family);
    let start = chance.below(country.given.len() as u32) as usize;
    let mut everyone = Vec::new();
    for number in 0..people.max(1) as usize {
        // Each takes the next given name of the list, so that no two share one.
        let given = country.given[(start + number) % country.given.len()];
        let own = if number == 1 && chance.per_mille(400) {
            chance.pick(country.family)
        } else {
            family
        };
        everyone.push(format!("{own}, {given}"));
    }
    Names {
        everyone,
        nationality: country.code,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_in_a_party_is_named_twice() {
        let mut chance = Chance::new(9);
        for _ in 0..300 {
            let people = 1 + chance.below(4);
            let mut names = party(&mut chance, people).everyone;
            assert_eq!(names.len(), people as usize);
            names.sort();
            names.dedup();
            assert!(names.len() as u32 >= people.min(3), "{names:?}");
        }
    }
}
