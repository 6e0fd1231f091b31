"""Given and family names of the synthetic patients: common names of several origins, combined freely.

A few carry accents, apostrophes or hyphens, because real name columns do. No entry holds a comma or
a quote, and none is the word that a rule against placeholder names looks for.
"""

from __future__ import annotations

from healthcare_medallion.data_generation.csv_text import words

FEMALE_GIVEN_NAMES = words(
    """
    Abigail Adriana Aisha Alexandra Alice Alicia Alma Amanda Amber Amelia Ana Andrea Angela Anita Anna
    Annette April Ashley Audrey Ava Barbara Beatrice Bethany Beverly Bianca Brenda Brianna Camila Carla
    Carmen Carol Caroline Catherine Cecilia Charlotte Chloe Christina Claire Clara Connie Crystal Cynthia
    Daisy Danielle Deborah Denise Diana Donna Dorothy Eleanor Elena Elizabeth Ella Emily Emma Erica Esther
    Eva Evelyn Fatima Felicia Fiona Florence Frances Gabriela Gloria Grace Hannah Harper Heather Helen
    Holly Imani Ingrid Irene Isabel Ivy Jacqueline Janet Jasmine Jennifer Jessica Joanna Josephine Joyce
    Julia Karen Katherine Keisha Kimberly Lakshmi Laura Layla Leah Lillian Linda Lucía Lucy Lydia Mabel
    Maria Mary-Ann María Martha Mei Melissa Mercedes Michelle Miriam Monica Naomi Natalie Nia Nicole Nina
    Noor Olivia Paige Pamela Patricia Paula Penelope Priya Rachel Rebecca Renée Rosa Ruth Samantha Sarah
    Savannah Sofía Stella Stephanie Susan Sylvia Teresa Tiffany Valerie Vanessa Victoria Wendy Ximena
    Yolanda Yuki Zoë
    """
)

MALE_GIVEN_NAMES = words(
    """
    Aaron Adam Adrian Ahmed Alan Albert Alejandro Alexander Alfred Andre Andrew Angel Anthony Antonio
    Arjun Arthur Austin Benjamin Bernard Brandon Brian Bruce Bryan Calvin Cameron Carlos Charles Chen
    Christian Christopher Clarence Cody Colin Connor Craig Curtis Daniel Darius David Dennis Derek Diego
    Dominic Donald Douglas Dwayne Dylan Eduardo Edward Elijah Emmanuel Eric Ethan Eugene Evan Felix
    Fernando Francis Frank Gabriel Gary George Gerald Gilbert Gordon Gregory Hassan Hector Henry Herbert
    Howard Hugo Hussein Ian Isaac Ivan Jack Jacob Jamal James Jason Javier Jean-Paul Jeffrey Jeremy Jerome
    Jesse Joel John Jonathan Jordan Jorge Joseph Joshua José Juan Julian Justin Keith Kenneth Kevin Kyle
    Lamar Lawrence Leon Leonard Liam Louis Lucas Luis Luke Malcolm Manuel Marcus Mario Mark Martin Mason
    Matthew Maurice Miguel Mohammed Nathan Nicholas Noah Oliver Omar Oscar Owen Patrick Paul Pedro Peter
    Philip Rafael Ralph Raymond Ricardo Richard Robert Roger Ronald Ryan Samuel Scott Sean Sergio Simon
    Stanley Stephen Terrence Theodore Thomas Timothy Tyler Victor Vincent Walter Wei William Xavier Zachary
    """
)

FAMILY_NAMES = words(
    """
    Abbott Acosta Adams Aguilar Alexander Ali Allen Alvarez Andersen Anderson Andrews Armstrong Arnold
    Atkins Austin Avila Bailey Baker Baldwin Ballard Banks Barber Barker Barnes Barnett Barrett Barton
    Bates Becker Bell Beltran Bennett Benson Bishop Black Blake Bowen Bowman Boyd Bradley Brady Brewer
    Briggs Brooks Brown Bryant Burgess Burke Burns Burton Bush Butler Byrd Cabrera Caldwell Calderon
    Campbell Campos Cannon Cardenas Carlson Carpenter Carr Carroll Carter Castillo Castro Cervantes
    Chambers Chan Chandler Chang Chapman Chavez Chen Christensen Clark Clarke Clayton Cohen Cole Coleman
    Collins Contreras Cook Cooper Cordova Cortez Costa Cox Craig Crawford Cross Cruz Cummings Cunningham
    Curtis D'Amico D'Angelo Dalton Daniel Daniels Davidson Davila Davis Dawson Day De-Leon Dean Delacruz
    Delgado Diaz Dixon Dominguez Douglas Doyle Duncan Dunn Duran Edwards Elliott Ellis Erickson Escobar
    Espinoza Estrada Evans Farmer Farrell Ferguson Fernandez Fernández Fields Figueroa Fisher Fitzgerald
    Fleming Fletcher Flores Flynn Ford Foster Fowler Fox Francis Franklin Frazier Freeman Fuentes Fuller
    Gallagher Gallegos Garcia Garcia-Lopez Gardner Garner Garrett Garza George Gibbs Gibson Gilbert Gill
    Glover Gomez Gonzales Gonzalez Goodman Goodwin Gordon Graham Grant Graves Gray Green Greene Greer
    Griffin Griffith Gross Guerra Guerrero Gupta Gutierrez Guzman Hale Hall Hamilton Hammond Hampton
    Hansen Hanson Hardy Harmon Harper Harrington Harris Harrison Hart Harvey Hawkins Hayes Haynes
    Henderson Henry Hernandez Herrera Hicks Higgins Hill Hines Ho Hodges Hoffman Holland Holloway Holmes
    Holt Hopkins Horton Houston Howard Howell Hubbard Hudson Huerta Huff Hughes Hunt Hunter Huynh Ibarra
    Ingram Jackson Jacobs James Jefferson Jenkins Jennings Jensen Jimenez Johnson Johnston Jones Jordan
    Joseph Juarez Kane Kaur Keller Kelley Kelly Kennedy Kent Khan Kim King Klein Knight Kumar Lam Lambert
    Lane Lang Larsen Larson Lawrence Lawson Le Lee Leonard Lewis Li Lin Lindsey Little Liu Logan Long
    Lopez Love Lowe Lozano Lucas Lucero Luna Lynch Lyons Macdonald Mack Maldonado Malone Mann Manning
    Marin Marquez Marsh Marshall Martin Martinez Mason Massey Matthews Maxwell May McBride McCarthy
    McCormick McCoy McDaniel McDonald McGee McKinney McLaughlin Medina Mejia Mendez Mendoza Meyer Miles
    Miller Mills Miranda Mitchell Molina Montes Montgomery Montoya Moore Mora Morales Moreno Morgan Morris
    Morrison Morton Moss Moya Müller Munoz Muñoz Murphy Murray Myers Navarro Neal Nelson Newman Newton
    Nguyen Nichols Nielsen Norman Norris Norton Nuñez O'Brien O'Connor O'Neal O'Reilly Obrien Ochoa
    Oconnell Okafor Oliver Olson Orozco Ortega Ortiz Osborne Owens Pace Pacheco Padilla Page Palmer Park
    Parker Parks Parsons Patel Patterson Payne Pearson Pena Peralta Perez Perkins Perry Peters Petersen
    Pham Phillips Pierce Pineda Ponce Porter Potter Powell Powers Price Quinn Ramirez Ramos Ramsey Randall
    Ray Reed Reese Reeves Reid Reyes Reynolds Rhodes Rice Richards Riley Rios Rivas Rivera Robbins Roberts
    Robinson Rocha Rodgers Rodriguez Rogers Rojas Roman Romero Rosales Rose Ross Rowe Rubio Ruiz Russell
    Ryan Salas Salazar Salinas Sanchez Sanders Sandoval Santana Santiago Santos Saunders Schmidt Schneider
    Schultz Schwartz Scott Serrano Shah Sharma Sharp Shaw Shelton Sherman Silva Simmons Simon Simpson
    Sims Singh Skinner Smith Smith-Jones Snyder Solis Soto Sparks Spencer Stanley Steele Stephens Stevens
    Stewart Stokes Stone Strickland Suarez Sullivan Summers Sutton Swanson Tate Taylor Terry Thomas
    Thompson Thornton Todd Torres Townsend Tran Trevino Trujillo Tucker Turner Underwood Valdez Valencia
    Vang Vargas Vasquez Vaughn Vega Velasquez Villa Wade Wagner Walker Wallace Walsh Walters Walton Wang
    Ward Warren Washington Waters Watkins Watson Watts Weaver Webb Weber Webster Welch Wells West Wheeler
    White Wilkins Williams Willis Wilson Wise Wolfe Wong Wood Woods Wright Wu Yang Yates Yildiz York Young
    Zamora Zhang Zimmerman
    """
)
