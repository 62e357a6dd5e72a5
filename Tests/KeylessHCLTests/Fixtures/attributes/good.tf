name = "shop"
port=8080
