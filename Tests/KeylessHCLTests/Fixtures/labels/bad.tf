a "${b}" {}
c 1 {}
last {}
